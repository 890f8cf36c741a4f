/*
 * php_worker_signals: see php_worker.h. Callbacks for signals of the script's own, in the master and in workers.
 */
#include "ext/php_worker.h"

bool php_crew_worker_signals_listen(php_crew_worker *worker)
{
    crew_err err;

    for (int signo = 0; worker->signals != NULL && signo < WORKER_SIGNALS_END; signo++) {
        if (php_crew_call_is_set(&worker->signals[signo]) && crew_signals_listen(signo, &err) != 0) {
            php_crew_throw(&err);
            return false;
        }
    }
    return true;
}

php_crew_outcome php_crew_worker_signal(php_crew_worker *worker, int signo)
{
    php_crew_outcome outcome;
    zval argv[2];

    if (worker->signals == NULL || signo >= WORKER_SIGNALS_END) {
        return PHP_CREW_RETURNED;
    }
    ZVAL_LONG(&argv[0], signo);
    ZVAL_OBJ_COPY(&argv[1], &worker->std);
    outcome = php_crew_worker_run(worker, &worker->signals[signo], "onSignal", 2, argv, NULL);
    if (outcome != PHP_CREW_DIED) {
        zval_ptr_dtor(&argv[1]);
    }
    return outcome;
}

void php_crew_worker_signals_free(php_crew_worker *worker)
{
    for (int signo = 0; worker->signals != NULL && signo < WORKER_SIGNALS_END; signo++) {
        (void)php_crew_call_set(&worker->signals[signo], NULL);
    }
    if (worker->signals != NULL) {
        efree(worker->signals);
        worker->signals = NULL;
    }
}

void php_crew_worker_signals_gc(php_crew_worker *worker, zend_get_gc_buffer *buffer)
{
    for (int signo = 0; worker->signals != NULL && signo < WORKER_SIGNALS_END; signo++) {
        zend_get_gc_buffer_add_zval(buffer, &worker->signals[signo].callable);
    }
}

ZEND_METHOD(Crew_Worker, onSignal)
{
    php_crew_worker *worker = php_crew_worker_from(Z_OBJ_P(ZEND_THIS));
    zend_fcall_info fci = empty_fcall_info;
    zend_fcall_info_cache fcc = empty_fcall_info_cache;
    zend_long signo;
    crew_err err;
    int failed;

    ZEND_PARSE_PARAMETERS_START(2, 2)
        Z_PARAM_LONG(signo)
        Z_PARAM_FUNC_OR_NULL(fci, fcc)
    ZEND_PARSE_PARAMETERS_END();

    failed = crew_signals_check(signo > 0 && signo < WORKER_SIGNALS_END ? (int)signo : 0, &err);
    if (failed == 0 && ZEND_FCI_INITIALIZED(fci)) {
        failed = worker->engine != NULL ? crew_worker_listen(worker->engine, (int)signo, &err)
                 : worker->is_master    ? crew_signals_listen((int)signo, &err)
                                        : 0;
    }
    if (failed != 0) {
        php_crew_throw(&err);
        RETURN_THROWS();
    }
    if (worker->signals == NULL) {
        worker->signals = ecalloc(WORKER_SIGNALS_END, sizeof *worker->signals);
    }
    (void)php_crew_call_set(&worker->signals[signo], ZEND_FCI_INITIALIZED(fci) ? &fci.function_name : NULL);
    if (!ZEND_FCI_INITIALIZED(fci)) {
        crew_signals_unlisten((int)signo); /* nothing when nobody listens */
    }
}
