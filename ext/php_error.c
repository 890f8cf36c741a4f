/*
 * php_error: the exception classes, and which of them an error of the engine becomes.
 */
#include "ext/php_crew.h"

#include "zend_exceptions.h"

#include "stubs/exception_arginfo.h"

static zend_class_entry *error_exception_ce;
static zend_class_entry *error_address_ce;
static zend_class_entry *error_bind_ce;
static zend_class_entry *error_option_ce;
zend_class_entry *php_crew_timeout_exception_ce;
zend_class_entry *php_crew_header_exception_ce;

void php_crew_error_minit(void)
{
    error_exception_ce = register_class_Crew_Exception(zend_ce_exception);
    error_address_ce = register_class_Crew_AddressException(error_exception_ce);
    error_bind_ce = register_class_Crew_BindException(error_exception_ce);
    error_option_ce = register_class_Crew_OptionException(error_exception_ce);
    php_crew_header_exception_ce = register_class_Crew_HeaderException(error_exception_ce);
    php_crew_timeout_exception_ce = register_class_Crew_TimeoutException(error_exception_ce);
}

static zend_class_entry *error_class_of(int code)
{
    switch (code) {
    case CREW_EADDRESS:
        return error_address_ce;
    case CREW_EIN_USE:
    case CREW_EDENIED:
        return error_bind_ce;
    case CREW_ERANGE:
        return error_option_ce;
    default:
        return error_exception_ce;
    }
}

void php_crew_throw(const crew_err *err)
{
    zend_throw_exception(error_class_of(err->code), err->text, 0);
}

void php_crew_throw_words(const char *format, ...)
{
    va_list args;
    zend_string *text;

    va_start(args, format);
    text = zend_vstrpprintf(0, format, args);
    va_end(args);
    zend_throw_exception(error_exception_ce, ZSTR_VAL(text), 0);
    zend_string_release(text);
}
