/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: e670e166eabc72fb1f96c09b171fe69feee5a869 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Crew_Connection___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Crew_Connection_of, 0, 1, Crew\\Connection, 0)
	ZEND_ARG_INFO(0, stream)
ZEND_END_ARG_INFO()

#define arginfo_class_Crew_Connection_stream arginfo_class_Crew_Connection___construct

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Connection_send, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, data, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, raw, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Connection_end, 0, 0, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, data, IS_MIXED, 0, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, raw, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Crew_Connection_begin, 0, 0, Crew\\Http\\Writer, 0)
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, response, Crew\\Http\\Response, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, length, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Crew_Connection_events, 0, 0, Crew\\Http\\EventStream, 0)
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, response, Crew\\Http\\Response, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Connection_close, 0, 0, IS_VOID, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Crew_Connection_pauseRecv arginfo_class_Crew_Connection_close

#define arginfo_class_Crew_Connection_resumeRecv arginfo_class_Crew_Connection_close

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Connection_pipe, 0, 1, IS_VOID, 0)
	ZEND_ARG_INFO(0, destination)
ZEND_END_ARG_INFO()


ZEND_METHOD(Crew_Connection, __construct);
ZEND_METHOD(Crew_Connection, of);
ZEND_METHOD(Crew_Connection, stream);
ZEND_METHOD(Crew_Connection, send);
ZEND_METHOD(Crew_Connection, end);
ZEND_METHOD(Crew_Connection, begin);
ZEND_METHOD(Crew_Connection, events);
ZEND_METHOD(Crew_Connection, close);
ZEND_METHOD(Crew_Connection, pauseRecv);
ZEND_METHOD(Crew_Connection, resumeRecv);
ZEND_METHOD(Crew_Connection, pipe);


static const zend_function_entry class_Crew_Connection_methods[] = {
	ZEND_ME(Crew_Connection, __construct, arginfo_class_Crew_Connection___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Crew_Connection, of, arginfo_class_Crew_Connection_of, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Crew_Connection, stream, arginfo_class_Crew_Connection_stream, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Connection, send, arginfo_class_Crew_Connection_send, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Connection, end, arginfo_class_Crew_Connection_end, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Connection, begin, arginfo_class_Crew_Connection_begin, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Connection, events, arginfo_class_Crew_Connection_events, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Connection, close, arginfo_class_Crew_Connection_close, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Connection, pauseRecv, arginfo_class_Crew_Connection_pauseRecv, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Connection, resumeRecv, arginfo_class_Crew_Connection_resumeRecv, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Connection, pipe, arginfo_class_Crew_Connection_pipe, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Crew_Connection(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Crew", "Connection", class_Crew_Connection_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zval const_ERROR_SEND_BUFFER_FULL_value;
	ZVAL_LONG(&const_ERROR_SEND_BUFFER_FULL_value, CREW_EFULL);
	zend_string *const_ERROR_SEND_BUFFER_FULL_name = zend_string_init_interned("ERROR_SEND_BUFFER_FULL", sizeof("ERROR_SEND_BUFFER_FULL") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_ERROR_SEND_BUFFER_FULL_name, &const_ERROR_SEND_BUFFER_FULL_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_ERROR_SEND_BUFFER_FULL_name);

	zval const_ERROR_TOO_LARGE_value;
	ZVAL_LONG(&const_ERROR_TOO_LARGE_value, CREW_ETOO_LARGE);
	zend_string *const_ERROR_TOO_LARGE_name = zend_string_init_interned("ERROR_TOO_LARGE", sizeof("ERROR_TOO_LARGE") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_ERROR_TOO_LARGE_name, &const_ERROR_TOO_LARGE_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_ERROR_TOO_LARGE_name);

	zval const_ERROR_PROTOCOL_value;
	ZVAL_LONG(&const_ERROR_PROTOCOL_value, CREW_EMALFORMED);
	zend_string *const_ERROR_PROTOCOL_name = zend_string_init_interned("ERROR_PROTOCOL", sizeof("ERROR_PROTOCOL") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_ERROR_PROTOCOL_name, &const_ERROR_PROTOCOL_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_ERROR_PROTOCOL_name);

	zval const_ERROR_SYSTEM_value;
	ZVAL_LONG(&const_ERROR_SYSTEM_value, CREW_ESYSTEM);
	zend_string *const_ERROR_SYSTEM_name = zend_string_init_interned("ERROR_SYSTEM", sizeof("ERROR_SYSTEM") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_ERROR_SYSTEM_name, &const_ERROR_SYSTEM_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_ERROR_SYSTEM_name);

	zval property_id_default_value;
	ZVAL_UNDEF(&property_id_default_value);
	zend_string *property_id_name = zend_string_init("id", sizeof("id") - 1, 1);
	zend_declare_typed_property(class_entry, property_id_name, &property_id_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_id_name);

	zval property_remoteAddress_default_value;
	ZVAL_UNDEF(&property_remoteAddress_default_value);
	zend_string *property_remoteAddress_name = zend_string_init("remoteAddress", sizeof("remoteAddress") - 1, 1);
	zend_declare_typed_property(class_entry, property_remoteAddress_name, &property_remoteAddress_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_remoteAddress_name);

	zval property_localAddress_default_value;
	ZVAL_UNDEF(&property_localAddress_default_value);
	zend_string *property_localAddress_name = zend_string_init("localAddress", sizeof("localAddress") - 1, 1);
	zend_declare_typed_property(class_entry, property_localAddress_name, &property_localAddress_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_localAddress_name);

	zval property_bytesRead_default_value;
	ZVAL_UNDEF(&property_bytesRead_default_value);
	zend_string *property_bytesRead_name = zend_string_init("bytesRead", sizeof("bytesRead") - 1, 1);
	zend_declare_typed_property(class_entry, property_bytesRead_name, &property_bytesRead_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_bytesRead_name);

	zval property_bytesWritten_default_value;
	ZVAL_UNDEF(&property_bytesWritten_default_value);
	zend_string *property_bytesWritten_name = zend_string_init("bytesWritten", sizeof("bytesWritten") - 1, 1);
	zend_declare_typed_property(class_entry, property_bytesWritten_name, &property_bytesWritten_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_bytesWritten_name);

	zval property_pendingBytes_default_value;
	ZVAL_UNDEF(&property_pendingBytes_default_value);
	zend_string *property_pendingBytes_name = zend_string_init("pendingBytes", sizeof("pendingBytes") - 1, 1);
	zend_declare_typed_property(class_entry, property_pendingBytes_name, &property_pendingBytes_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_pendingBytes_name);

	zval property_context_default_value;
	ZVAL_NULL(&property_context_default_value);
	zend_string *property_context_name = zend_string_init("context", sizeof("context") - 1, 1);
	zend_declare_typed_property(class_entry, property_context_name, &property_context_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ANY));
	zend_string_release(property_context_name);

	return class_entry;
}
