// Includes nothing else: the public header must stand alone, in C++ too.
#include "dragoman.h"

dm_code_opts header_options();

dm_code_opts header_options()
{
    dm_code_opts options = DM_CODE_OPTS_INIT;

    return options;
}
