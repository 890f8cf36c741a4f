/*
 * php_mode: Crew\Mode, and how its cases are the engine's crew_mode.
 */
#include "ext/php_crew.h"

#include "zend_enum.h"
#include "zend_exceptions.h"

#include "stubs/mode_arginfo.h"

static zend_class_entry *mode_ce;

static const char *const mode_cases[CREW_MODE_COUNT] = {
    [CREW_MODE_SHARED] = "Shared",
    [CREW_MODE_REUSE_PORT] = "ReusePort",
    [CREW_MODE_DISPATCH] = "Dispatch",
};

void php_crew_mode_minit(void)
{
    mode_ce = register_class_Crew_Mode();
}

void php_crew_mode_zval(zval *value, crew_mode mode)
{
    ZVAL_OBJ_COPY(value, zend_enum_get_case_cstr(mode_ce, mode_cases[mode]));
}

bool php_crew_mode_of(const zval *value, crew_mode *mode)
{
    zend_string *name;

    if (Z_TYPE_P(value) != IS_OBJECT || Z_OBJCE_P(value) != mode_ce) {
        return false;
    }
    name = Z_STR_P(zend_enum_fetch_case_name(Z_OBJ_P(value)));
    for (int i = 0; i < CREW_MODE_COUNT; i++) {
        if (zend_string_equals_cstr(name, mode_cases[i], strlen(mode_cases[i]))) {
            *mode = (crew_mode)i;
        }
    }
    return true;
}
