#include "out/out.h"

#include <inttypes.h>

void dmi_add_decimal(dmi_buf *out, double value, unsigned decimals)
{
    static const int64_t powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };
    int64_t power = powers[decimals], scaled, whole, rest;

    if (!(value > -1e12 && value < 1e12)) { /* written so that NaN falls out too */
        dmi_buf_add_text(out, "null");
        return;
    }
    scaled = (int64_t)(value * (double)power + (value < 0 ? -0.5 : 0.5));
    if (scaled < 0) /* the sign by hand: -0.5 has a whole part that knows none, and there is no -0.0 */
        dmi_buf_add_text(out, "-");
    whole = (scaled < 0 ? -scaled : scaled) / power;
    rest = (scaled < 0 ? -scaled : scaled) % power;
    dmi_buf_addf(out, "%" PRId64, whole);
    if (decimals > 0)
        dmi_buf_addf(out, ".%0*" PRId64, (int)decimals, rest);
}
