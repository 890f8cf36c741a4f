/*
 * php_call: see php_call.h.
 */
#include "ext/php_call.h"

#include "zend_exceptions.h"
#include "zend_interfaces.h"

#include "core/crew.h"
#include "ext/php_crew.h"

static bool call_type_names_connection(zend_type type)
{
    zend_type *single;

    ZEND_TYPE_FOREACH(type, single) {
        if (ZEND_TYPE_HAS_NAME(*single) &&
            zend_string_equals_ci(ZEND_TYPE_NAME(*single), php_crew_connection_ce->name)) {
            return true;
        }
    } ZEND_TYPE_FOREACH_END();
    return false;
}

static bool call_wants_object(const zend_function *function)
{
    if (function->common.num_args == 0 || function->type != ZEND_USER_FUNCTION) {
        return false;
    }
    return call_type_names_connection(function->common.arg_info[0].type);
}

bool php_crew_call_set(php_crew_call *call, zval *callable)
{
    zend_fcall_info_cache fcc = empty_fcall_info_cache;
    zval before = call->callable;

    if (callable == NULL || Z_TYPE_P(callable) == IS_NULL) {
        ZVAL_UNDEF(&call->callable);
        zval_ptr_dtor(&before);
        return true;
    }
    if (!zend_is_callable_ex(callable, NULL, 0, NULL, &fcc, NULL)) {
        return false;
    }
    call->is_resolved = !(fcc.function_handler->common.fn_flags & ZEND_ACC_CALL_VIA_TRAMPOLINE);
    call->wants_object = call->is_resolved && call_wants_object(fcc.function_handler);
    if (!call->is_resolved) {
        zend_release_fcall_info_cache(&fcc);
    }
    call->fcc = fcc;
    ZVAL_COPY(&call->callable, callable);
    zval_ptr_dtor(&before); /* last: it may be a closure whose destructor runs code */
    return true;
}

zend_string *php_crew_call_thrown(void)
{
    return CREW_G(thrown);
}

void php_crew_call_forget_thrown(void)
{
    if (CREW_G(thrown) != NULL) {
        zend_string_release(CREW_G(thrown));
        CREW_G(thrown) = NULL;
    }
}

/* The exception as __toString gives it, with its trace. */
static void call_log_exception(const char *name, zend_object *thrown)
{
    zval text;

    ZVAL_UNDEF(&text);
    if (thrown->ce->__tostring != NULL) {
        zend_call_known_instance_method_with_0_params(thrown->ce->__tostring, thrown, &text);
    }
    if (Z_TYPE(text) == IS_STRING) {
        crew_log(CREW_LOG_ERROR, "%s: uncaught %s", name, Z_STRVAL(text));
        if (PG(display_errors)) {
            php_crew_call_forget_thrown();
            CREW_G(thrown) = zend_string_copy(Z_STR(text));
        }
    } else {
        crew_log(CREW_LOG_ERROR, "%s: uncaught %s", name, ZSTR_VAL(thrown->ce->name));
    }
    zval_ptr_dtor(&text);
    zend_clear_exception(); /* one out of __toString */
}

static bool call_is_exit(const zend_object *thrown)
{
    return zend_is_unwind_exit(thrown) || zend_is_graceful_exit(thrown);
}

/* The handler of set_exception_handler() has what was thrown. What that one throws is logged, and so is what it was called for. */
static void call_handle_exception(const char *name, zend_object *thrown)
{
    zend_object *of_handler;
    zval handler;
    zval argument;
    zval result;

    ZVAL_COPY(&handler, &EG(user_exception_handler));
    ZVAL_OBJ(&argument, thrown);
    ZVAL_UNDEF(&result);
    (void)call_user_function(NULL, NULL, &handler, &result, 1, &argument);
    zval_ptr_dtor(&result);
    zval_ptr_dtor(&handler);
    of_handler = EG(exception);
    if (of_handler != NULL) {
        GC_ADDREF(of_handler);
        zend_clear_exception();
        if (!call_is_exit(of_handler)) {
            call_log_exception(name, thrown);
            call_log_exception("the exception handler", of_handler);
        }
        OBJ_RELEASE(of_handler);
    }
}

static void call_report_exception(const char *name)
{
    zend_object *thrown = EG(exception);

    GC_ADDREF(thrown);
    zend_clear_exception();
    if (Z_TYPE(EG(user_exception_handler)) != IS_UNDEF) {
        call_handle_exception(name, thrown);
    } else {
        call_log_exception(name, thrown);
    }
    OBJ_RELEASE(thrown);
}

/* Some builds of PHP leave by way of an exit when memory runs out, instead of by longjmp. PHP is as broken as after any fatal error:
 * it has turned off the destructors of all objects there are. */
static bool call_exit_is_fatal(void)
{
    return EG(exit_status) == 255 && (PG(last_error_type) & (E_ERROR | E_CORE_ERROR | E_COMPILE_ERROR | E_USER_ERROR)) != 0;
}

php_crew_outcome php_crew_call_settle(const char *name)
{
    if (EG(exception) == NULL) {
        return PHP_CREW_RETURNED;
    }
    if (call_is_exit(EG(exception))) {
        zend_clear_exception();
        return call_exit_is_fatal() ? PHP_CREW_DIED : PHP_CREW_EXITED;
    }
    call_report_exception(name);
    return PHP_CREW_THREW;
}

static void call_function(php_crew_call *call, zval *callable, uint32_t argc, zval *argv, zval *result)
{
    zend_fcall_info fci = empty_fcall_info;
    zend_fcall_info_cache fcc = call->fcc;

    ZVAL_UNDEF(result);
    fci.size = sizeof fci;
    fci.retval = result;
    fci.param_count = argc;
    fci.params = argv;
    ZVAL_COPY_VALUE(&fci.function_name, callable);
    (void)zend_call_function(&fci, call->is_resolved ? &fcc : NULL);
}

/* Lets go of a value; its destructor may run code. */
static void call_drop(zval *value)
{
    zval_ptr_dtor(value);
    ZVAL_UNDEF(value);
}

bool php_crew_call_within(php_crew_call *call, uint32_t argc, zval *argv, zval *result)
{
    call_function(call, &call->callable, argc, argv, result);
    if (EG(exception) != NULL) {
        call_drop(result);
    }
    return EG(exception) == NULL;
}

php_crew_outcome php_crew_call_run(php_crew_call *call, const char *name, uint32_t argc, zval *argv, zval *result)
{
    volatile php_crew_outcome outcome = PHP_CREW_DIED;
    zval returned;
    zval held;

    if (result != NULL) {
        ZVAL_UNDEF(result);
    }
    if (!php_crew_call_is_set(call)) {
        return PHP_CREW_RETURNED;
    }
    ZVAL_COPY(&held, &call->callable); /* the callback may assign another one to the property it runs from */
    zend_try {
        call_function(call, &held, argc, argv, &returned);
        outcome = php_crew_call_settle(name);
        zval_ptr_dtor(&held);
        if (result == NULL || outcome != PHP_CREW_RETURNED) {
            call_drop(&returned);
        }
        if (outcome == PHP_CREW_RETURNED) {
            outcome = php_crew_call_settle(name); /* out of a destructor of what was just released */
        }
        if (outcome != PHP_CREW_RETURNED) {
            zval_ptr_dtor(&returned);
        } else if (result != NULL) {
            ZVAL_COPY_VALUE(result, &returned);
        }
    } zend_catch {
        outcome = PHP_CREW_DIED;
    } zend_end_try();
    return outcome;
}
