/*
 * php_overtime: see php_overtime.h.
 */
#include "ext/php_worker.h"

#include "zend_builtin_functions.h"
#include "zend_exceptions.h"

#include "ext/php_overtime.h"

static void (*overtime_interrupt_before)(zend_execute_data *execute_data);

void php_crew_overtime_note(void)
{
    CREW_G(is_overtime) = 1;
    zend_atomic_bool_store_ex(&EG(vm_interrupt), true);
}

static void overtime_log(const char *name, double limit)
{
    zval trace;
    zend_string *text;

    zend_fetch_debug_backtrace(&trace, 0, DEBUG_BACKTRACE_IGNORE_ARGS, 0);
    text = Z_TYPE(trace) == IS_ARRAY ? zend_trace_to_string(Z_ARRVAL(trace), true) : ZSTR_EMPTY_ALLOC();
    crew_log(CREW_LOG_WARNING, "%s has been running for more than %g s (callbackTimeout), in %s:%u\n%s", name, limit,
        zend_get_executed_filename(), zend_get_executed_lineno(), ZSTR_VAL(text));
    zend_string_release(text);
    zval_ptr_dtor(&trace);
}

static void overtime_interrupt(zend_execute_data *execute_data)
{
    php_crew_worker *worker = CREW_G(running);

    if (overtime_interrupt_before != NULL) {
        overtime_interrupt_before(execute_data);
    }
    if (!CREW_G(is_overtime) || worker == NULL || worker->calling == NULL) {
        return;
    }
    CREW_G(is_overtime) = 0;
    overtime_log(worker->calling, worker->callback_timeout);
    if (worker->throws_overtime && EG(exception) == NULL) {
        zend_throw_exception_ex(php_crew_timeout_exception_ce, 0, "%s has been running for more than %g s (callbackTimeout)",
            worker->calling, worker->callback_timeout);
    }
}

void php_crew_overtime_settle(const char *name, double limit)
{
    if (CREW_G(is_overtime)) {
        CREW_G(is_overtime) = 0;
        crew_log(CREW_LOG_WARNING, "%s ran for more than %g s (callbackTimeout), and PHP could not look where", name, limit);
    }
}

void php_crew_overtime_minit(void)
{
    overtime_interrupt_before = zend_interrupt_function;
    zend_interrupt_function = overtime_interrupt;
}

void php_crew_overtime_mshutdown(void)
{
    if (zend_interrupt_function == overtime_interrupt) {
        zend_interrupt_function = overtime_interrupt_before;
    }
}
