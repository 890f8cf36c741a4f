/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 346679467354ead21a03d526eee6f4dfb3476f4b */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Crew_Http_Writer___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Http_Writer_write, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, data, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Http_Writer_end, 0, 0, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, data, IS_STRING, 0, "\'\'")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, trailers, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Http_Writer_isOpen, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Crew_Http_EventStream___construct arginfo_class_Crew_Http_Writer___construct

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Http_EventStream_send, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, data, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, event, IS_STRING, 0, "\'\'")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, id, IS_STRING, 0, "\'\'")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, retry, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Http_EventStream_comment, 0, 0, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, text, IS_STRING, 0, "\'\'")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Http_EventStream_end, 0, 0, IS_VOID, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Crew_Http_EventStream_isOpen arginfo_class_Crew_Http_Writer_isOpen


ZEND_METHOD(Crew_Http_Writer, __construct);
ZEND_METHOD(Crew_Http_Writer, write);
ZEND_METHOD(Crew_Http_Writer, end);
ZEND_METHOD(Crew_Http_Writer, isOpen);
ZEND_METHOD(Crew_Http_EventStream, __construct);
ZEND_METHOD(Crew_Http_EventStream, send);
ZEND_METHOD(Crew_Http_EventStream, comment);
ZEND_METHOD(Crew_Http_EventStream, end);
ZEND_METHOD(Crew_Http_EventStream, isOpen);


static const zend_function_entry class_Crew_Http_Writer_methods[] = {
	ZEND_ME(Crew_Http_Writer, __construct, arginfo_class_Crew_Http_Writer___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Crew_Http_Writer, write, arginfo_class_Crew_Http_Writer_write, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Writer, end, arginfo_class_Crew_Http_Writer_end, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Writer, isOpen, arginfo_class_Crew_Http_Writer_isOpen, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Crew_Http_EventStream_methods[] = {
	ZEND_ME(Crew_Http_EventStream, __construct, arginfo_class_Crew_Http_EventStream___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Crew_Http_EventStream, send, arginfo_class_Crew_Http_EventStream_send, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_EventStream, comment, arginfo_class_Crew_Http_EventStream_comment, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_EventStream, end, arginfo_class_Crew_Http_EventStream_end, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_EventStream, isOpen, arginfo_class_Crew_Http_EventStream_isOpen, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Crew_Http_Writer(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Crew\\Http", "Writer", class_Crew_Http_Writer_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Crew_Http_EventStream(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Crew\\Http", "EventStream", class_Crew_Http_EventStream_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
