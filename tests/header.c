/* Includes nothing else: the public header must stand alone. */
#include "dragoman.h"

dm_code_opts header_options(void);

dm_code_opts header_options(void)
{
    dm_code_opts options = DM_CODE_OPTS_INIT;

    return options;
}
