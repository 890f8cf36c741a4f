/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 679c42bc8f98966c72645b570f079fac034926f8 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Crew_Worker___construct, 0, 0, 1)
	ZEND_ARG_TYPE_INFO(0, address, IS_STRING, 0)
	ZEND_ARG_INFO_WITH_DEFAULT_VALUE(0, context, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Crew_Worker_start, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Crew_Worker_onSignal, 0, 0, 2)
	ZEND_ARG_TYPE_INFO(0, signo, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, callback, IS_CALLABLE, 1)
ZEND_END_ARG_INFO()

#define arginfo_class_Crew_Worker_stop arginfo_class_Crew_Worker_start

#define arginfo_class_Crew_Worker_reload arginfo_class_Crew_Worker_start


ZEND_METHOD(Crew_Worker, __construct);
ZEND_METHOD(Crew_Worker, start);
ZEND_METHOD(Crew_Worker, onSignal);
ZEND_METHOD(Crew_Worker, stop);
ZEND_METHOD(Crew_Worker, reload);


static const zend_function_entry class_Crew_Worker_methods[] = {
	ZEND_ME(Crew_Worker, __construct, arginfo_class_Crew_Worker___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Worker, start, arginfo_class_Crew_Worker_start, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Worker, onSignal, arginfo_class_Crew_Worker_onSignal, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Worker, stop, arginfo_class_Crew_Worker_stop, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Worker, reload, arginfo_class_Crew_Worker_reload, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Crew_Worker(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Crew", "Worker", class_Crew_Worker_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_NOT_SERIALIZABLE|ZEND_ACC_ALLOW_DYNAMIC_PROPERTIES;

	zval property_addr_default_value;
	ZVAL_EMPTY_STRING(&property_addr_default_value);
	zend_string *property_addr_name = zend_string_init("addr", sizeof("addr") - 1, 1);
	zend_declare_property_ex(class_entry, property_addr_name, &property_addr_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_addr_name);

	zval property_name_default_value;
	ZVAL_EMPTY_STRING(&property_name_default_value);
	zend_string *property_name_name = zend_string_init("name", sizeof("name") - 1, 1);
	zend_declare_property_ex(class_entry, property_name_name, &property_name_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_name_name);

	zval property_workerNum_default_value;
	ZVAL_NULL(&property_workerNum_default_value);
	zend_string *property_workerNum_name = zend_string_init("workerNum", sizeof("workerNum") - 1, 1);
	zend_declare_property_ex(class_entry, property_workerNum_name, &property_workerNum_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_workerNum_name);

	zval property_reusePort_default_value;
	ZVAL_FALSE(&property_reusePort_default_value);
	zend_string *property_reusePort_name = zend_string_init("reusePort", sizeof("reusePort") - 1, 1);
	zend_declare_property_ex(class_entry, property_reusePort_name, &property_reusePort_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_reusePort_name);

	zval property_mode_default_value;
	ZVAL_NULL(&property_mode_default_value);
	zend_string *property_mode_name = zend_string_init("mode", sizeof("mode") - 1, 1);
	zend_declare_property_ex(class_entry, property_mode_name, &property_mode_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_mode_name);

	zval property_stopTimeout_default_value;
	ZVAL_DOUBLE(&property_stopTimeout_default_value, 10);
	zend_string *property_stopTimeout_name = zend_string_init("stopTimeout", sizeof("stopTimeout") - 1, 1);
	zend_declare_property_ex(class_entry, property_stopTimeout_name, &property_stopTimeout_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_stopTimeout_name);

	zval property_maxSendBufferSize_default_value;
	ZVAL_LONG(&property_maxSendBufferSize_default_value, 1048576);
	zend_string *property_maxSendBufferSize_name = zend_string_init("maxSendBufferSize", sizeof("maxSendBufferSize") - 1, 1);
	zend_declare_property_ex(class_entry, property_maxSendBufferSize_name, &property_maxSendBufferSize_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_maxSendBufferSize_name);

	zval property_maxPackageSize_default_value;
	ZVAL_LONG(&property_maxPackageSize_default_value, 10485760);
	zend_string *property_maxPackageSize_name = zend_string_init("maxPackageSize", sizeof("maxPackageSize") - 1, 1);
	zend_declare_property_ex(class_entry, property_maxPackageSize_name, &property_maxPackageSize_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_maxPackageSize_name);

	zval property_protocol_default_value;
	ZVAL_NULL(&property_protocol_default_value);
	zend_string *property_protocol_name = zend_string_init("protocol", sizeof("protocol") - 1, 1);
	zend_declare_property_ex(class_entry, property_protocol_name, &property_protocol_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_protocol_name);

	zval property_control_default_value;
	ZVAL_NULL(&property_control_default_value);
	zend_string *property_control_name = zend_string_init("control", sizeof("control") - 1, 1);
	zend_declare_property_ex(class_entry, property_control_name, &property_control_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_control_name);

	zval property_pidFile_default_value;
	ZVAL_NULL(&property_pidFile_default_value);
	zend_string *property_pidFile_name = zend_string_init("pidFile", sizeof("pidFile") - 1, 1);
	zend_declare_property_ex(class_entry, property_pidFile_name, &property_pidFile_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_pidFile_name);

	zval property_logFile_default_value;
	ZVAL_NULL(&property_logFile_default_value);
	zend_string *property_logFile_name = zend_string_init("logFile", sizeof("logFile") - 1, 1);
	zend_declare_property_ex(class_entry, property_logFile_name, &property_logFile_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_logFile_name);

	zval property_logLevel_default_value;
	ZVAL_NULL(&property_logLevel_default_value);
	zend_string *property_logLevel_name = zend_string_init("logLevel", sizeof("logLevel") - 1, 1);
	zend_declare_property_ex(class_entry, property_logLevel_name, &property_logLevel_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_logLevel_name);

	zval property_stdoutFile_default_value;
	ZVAL_NULL(&property_stdoutFile_default_value);
	zend_string *property_stdoutFile_name = zend_string_init("stdoutFile", sizeof("stdoutFile") - 1, 1);
	zend_declare_property_ex(class_entry, property_stdoutFile_name, &property_stdoutFile_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_stdoutFile_name);

	zval property_maxRequests_default_value;
	ZVAL_LONG(&property_maxRequests_default_value, 0);
	zend_string *property_maxRequests_name = zend_string_init("maxRequests", sizeof("maxRequests") - 1, 1);
	zend_declare_property_ex(class_entry, property_maxRequests_name, &property_maxRequests_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_maxRequests_name);

	zval property_maxMemory_default_value;
	ZVAL_LONG(&property_maxMemory_default_value, 0);
	zend_string *property_maxMemory_name = zend_string_init("maxMemory", sizeof("maxMemory") - 1, 1);
	zend_declare_property_ex(class_entry, property_maxMemory_name, &property_maxMemory_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_maxMemory_name);

	zval property_maxLifetime_default_value;
	ZVAL_DOUBLE(&property_maxLifetime_default_value, 0);
	zend_string *property_maxLifetime_name = zend_string_init("maxLifetime", sizeof("maxLifetime") - 1, 1);
	zend_declare_property_ex(class_entry, property_maxLifetime_name, &property_maxLifetime_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_maxLifetime_name);

	zval property_maxConnections_default_value;
	ZVAL_LONG(&property_maxConnections_default_value, 0);
	zend_string *property_maxConnections_name = zend_string_init("maxConnections", sizeof("maxConnections") - 1, 1);
	zend_declare_property_ex(class_entry, property_maxConnections_name, &property_maxConnections_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_maxConnections_name);

	zval property_maxRequestLineSize_default_value;
	ZVAL_LONG(&property_maxRequestLineSize_default_value, 8192);
	zend_string *property_maxRequestLineSize_name = zend_string_init("maxRequestLineSize", sizeof("maxRequestLineSize") - 1, 1);
	zend_declare_property_ex(class_entry, property_maxRequestLineSize_name, &property_maxRequestLineSize_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_maxRequestLineSize_name);

	zval property_maxHeaderSize_default_value;
	ZVAL_LONG(&property_maxHeaderSize_default_value, 32768);
	zend_string *property_maxHeaderSize_name = zend_string_init("maxHeaderSize", sizeof("maxHeaderSize") - 1, 1);
	zend_declare_property_ex(class_entry, property_maxHeaderSize_name, &property_maxHeaderSize_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_maxHeaderSize_name);

	zval property_maxHeaderCount_default_value;
	ZVAL_LONG(&property_maxHeaderCount_default_value, 100);
	zend_string *property_maxHeaderCount_name = zend_string_init("maxHeaderCount", sizeof("maxHeaderCount") - 1, 1);
	zend_declare_property_ex(class_entry, property_maxHeaderCount_name, &property_maxHeaderCount_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_maxHeaderCount_name);

	zval property_headerTimeout_default_value;
	ZVAL_DOUBLE(&property_headerTimeout_default_value, 30);
	zend_string *property_headerTimeout_name = zend_string_init("headerTimeout", sizeof("headerTimeout") - 1, 1);
	zend_declare_property_ex(class_entry, property_headerTimeout_name, &property_headerTimeout_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_headerTimeout_name);

	zval property_bodyTimeout_default_value;
	ZVAL_DOUBLE(&property_bodyTimeout_default_value, 60);
	zend_string *property_bodyTimeout_name = zend_string_init("bodyTimeout", sizeof("bodyTimeout") - 1, 1);
	zend_declare_property_ex(class_entry, property_bodyTimeout_name, &property_bodyTimeout_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_bodyTimeout_name);

	zval property_keepAliveTimeout_default_value;
	ZVAL_DOUBLE(&property_keepAliveTimeout_default_value, 75);
	zend_string *property_keepAliveTimeout_name = zend_string_init("keepAliveTimeout", sizeof("keepAliveTimeout") - 1, 1);
	zend_declare_property_ex(class_entry, property_keepAliveTimeout_name, &property_keepAliveTimeout_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_keepAliveTimeout_name);

	zval property_responseTimeout_default_value;
	ZVAL_DOUBLE(&property_responseTimeout_default_value, 60);
	zend_string *property_responseTimeout_name = zend_string_init("responseTimeout", sizeof("responseTimeout") - 1, 1);
	zend_declare_property_ex(class_entry, property_responseTimeout_name, &property_responseTimeout_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_responseTimeout_name);

	zval property_maxUploadSize_default_value;
	ZVAL_LONG(&property_maxUploadSize_default_value, 134217728);
	zend_string *property_maxUploadSize_name = zend_string_init("maxUploadSize", sizeof("maxUploadSize") - 1, 1);
	zend_declare_property_ex(class_entry, property_maxUploadSize_name, &property_maxUploadSize_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_maxUploadSize_name);

	zval property_documentRoot_default_value;
	ZVAL_NULL(&property_documentRoot_default_value);
	zend_string *property_documentRoot_name = zend_string_init("documentRoot", sizeof("documentRoot") - 1, 1);
	zend_declare_property_ex(class_entry, property_documentRoot_name, &property_documentRoot_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_documentRoot_name);

	zval property_idleTimeout_default_value;
	ZVAL_DOUBLE(&property_idleTimeout_default_value, 0);
	zend_string *property_idleTimeout_name = zend_string_init("idleTimeout", sizeof("idleTimeout") - 1, 1);
	zend_declare_property_ex(class_entry, property_idleTimeout_name, &property_idleTimeout_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_idleTimeout_name);

	zval property_callbackTimeout_default_value;
	ZVAL_DOUBLE(&property_callbackTimeout_default_value, 0);
	zend_string *property_callbackTimeout_name = zend_string_init("callbackTimeout", sizeof("callbackTimeout") - 1, 1);
	zend_declare_property_ex(class_entry, property_callbackTimeout_name, &property_callbackTimeout_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_callbackTimeout_name);

	zval property_callbackTimeoutAction_default_value;
	zend_string *property_callbackTimeoutAction_default_value_str = zend_string_init("replace", strlen("replace"), 1);
	ZVAL_STR(&property_callbackTimeoutAction_default_value, property_callbackTimeoutAction_default_value_str);
	zend_string *property_callbackTimeoutAction_name = zend_string_init("callbackTimeoutAction", sizeof("callbackTimeoutAction") - 1, 1);
	zend_declare_property_ex(class_entry, property_callbackTimeoutAction_name, &property_callbackTimeoutAction_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_callbackTimeoutAction_name);

	zval property_user_default_value;
	ZVAL_NULL(&property_user_default_value);
	zend_string *property_user_name = zend_string_init("user", sizeof("user") - 1, 1);
	zend_declare_property_ex(class_entry, property_user_name, &property_user_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_user_name);

	zval property_group_default_value;
	ZVAL_NULL(&property_group_default_value);
	zend_string *property_group_name = zend_string_init("group", sizeof("group") - 1, 1);
	zend_declare_property_ex(class_entry, property_group_name, &property_group_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_group_name);

	zval property_cpuAffinity_default_value;
	ZVAL_FALSE(&property_cpuAffinity_default_value);
	zend_string *property_cpuAffinity_name = zend_string_init("cpuAffinity", sizeof("cpuAffinity") - 1, 1);
	zend_declare_property_ex(class_entry, property_cpuAffinity_name, &property_cpuAffinity_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_cpuAffinity_name);

	zval property_metrics_default_value;
	ZVAL_EMPTY_STRING(&property_metrics_default_value);
	zend_string *property_metrics_name = zend_string_init("metrics", sizeof("metrics") - 1, 1);
	zend_declare_property_ex(class_entry, property_metrics_name, &property_metrics_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_metrics_name);

	zval property_allSocket_default_value;
	ZVAL_EMPTY_ARRAY(&property_allSocket_default_value);
	zend_string *property_allSocket_name = zend_string_init("allSocket", sizeof("allSocket") - 1, 1);
	zend_declare_property_ex(class_entry, property_allSocket_name, &property_allSocket_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_allSocket_name);

	zval property_id_default_value;
	ZVAL_NULL(&property_id_default_value);
	zend_string *property_id_name = zend_string_init("id", sizeof("id") - 1, 1);
	zend_declare_property_ex(class_entry, property_id_name, &property_id_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_id_name);

	zval property_localAddress_default_value;
	ZVAL_NULL(&property_localAddress_default_value);
	zend_string *property_localAddress_name = zend_string_init("localAddress", sizeof("localAddress") - 1, 1);
	zend_declare_property_ex(class_entry, property_localAddress_name, &property_localAddress_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_localAddress_name);

	zval property_onConnect_default_value;
	ZVAL_NULL(&property_onConnect_default_value);
	zend_string *property_onConnect_name = zend_string_init("onConnect", sizeof("onConnect") - 1, 1);
	zend_declare_property_ex(class_entry, property_onConnect_name, &property_onConnect_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_onConnect_name);

	zval property_onMessage_default_value;
	ZVAL_NULL(&property_onMessage_default_value);
	zend_string *property_onMessage_name = zend_string_init("onMessage", sizeof("onMessage") - 1, 1);
	zend_declare_property_ex(class_entry, property_onMessage_name, &property_onMessage_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_onMessage_name);

	zval property_onBody_default_value;
	ZVAL_NULL(&property_onBody_default_value);
	zend_string *property_onBody_name = zend_string_init("onBody", sizeof("onBody") - 1, 1);
	zend_declare_property_ex(class_entry, property_onBody_name, &property_onBody_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_onBody_name);

	zval property_onClose_default_value;
	ZVAL_NULL(&property_onClose_default_value);
	zend_string *property_onClose_name = zend_string_init("onClose", sizeof("onClose") - 1, 1);
	zend_declare_property_ex(class_entry, property_onClose_name, &property_onClose_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_onClose_name);

	zval property_onError_default_value;
	ZVAL_NULL(&property_onError_default_value);
	zend_string *property_onError_name = zend_string_init("onError", sizeof("onError") - 1, 1);
	zend_declare_property_ex(class_entry, property_onError_name, &property_onError_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_onError_name);

	zval property_onBufferFull_default_value;
	ZVAL_NULL(&property_onBufferFull_default_value);
	zend_string *property_onBufferFull_name = zend_string_init("onBufferFull", sizeof("onBufferFull") - 1, 1);
	zend_declare_property_ex(class_entry, property_onBufferFull_name, &property_onBufferFull_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_onBufferFull_name);

	zval property_onBufferDrain_default_value;
	ZVAL_NULL(&property_onBufferDrain_default_value);
	zend_string *property_onBufferDrain_name = zend_string_init("onBufferDrain", sizeof("onBufferDrain") - 1, 1);
	zend_declare_property_ex(class_entry, property_onBufferDrain_name, &property_onBufferDrain_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_onBufferDrain_name);

	zval property_onWorkerStart_default_value;
	ZVAL_NULL(&property_onWorkerStart_default_value);
	zend_string *property_onWorkerStart_name = zend_string_init("onWorkerStart", sizeof("onWorkerStart") - 1, 1);
	zend_declare_property_ex(class_entry, property_onWorkerStart_name, &property_onWorkerStart_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_onWorkerStart_name);

	zval property_onWorkerStop_default_value;
	ZVAL_NULL(&property_onWorkerStop_default_value);
	zend_string *property_onWorkerStop_name = zend_string_init("onWorkerStop", sizeof("onWorkerStop") - 1, 1);
	zend_declare_property_ex(class_entry, property_onWorkerStop_name, &property_onWorkerStop_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_onWorkerStop_name);

	zval property_onTask_default_value;
	ZVAL_NULL(&property_onTask_default_value);
	zend_string *property_onTask_name = zend_string_init("onTask", sizeof("onTask") - 1, 1);
	zend_declare_property_ex(class_entry, property_onTask_name, &property_onTask_default_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(property_onTask_name);

	zend_string *attribute_name_AllowDynamicProperties_class_Crew_Worker = zend_string_init_interned("AllowDynamicProperties", sizeof("AllowDynamicProperties") - 1, 1);
	zend_add_class_attribute(class_entry, attribute_name_AllowDynamicProperties_class_Crew_Worker, 0);
	zend_string_release(attribute_name_AllowDynamicProperties_class_Crew_Worker);

	return class_entry;
}
