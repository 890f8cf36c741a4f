/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 71aa9d495e0c4801cf4421daeae4b55a3f00bbb8 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Crew_Http_Request___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Http_Request_method, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Crew_Http_Request_uri arginfo_class_Crew_Http_Request_method

#define arginfo_class_Crew_Http_Request_path arginfo_class_Crew_Http_Request_method

#define arginfo_class_Crew_Http_Request_queryString arginfo_class_Crew_Http_Request_method

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Http_Request_get, 0, 0, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, name, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, default, IS_MIXED, 0, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Crew_Http_Request_post arginfo_class_Crew_Http_Request_get

#define arginfo_class_Crew_Http_Request_header arginfo_class_Crew_Http_Request_get

#define arginfo_class_Crew_Http_Request_cookie arginfo_class_Crew_Http_Request_get

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_TYPE_MASK_EX(arginfo_class_Crew_Http_Request_file, 0, 0, Crew\\Http\\\125ploadedFile, MAY_BE_ARRAY|MAY_BE_NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, name, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Http_Request_host, 0, 0, IS_STRING, 1)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, withoutPort, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

#define arginfo_class_Crew_Http_Request_protocolVersion arginfo_class_Crew_Http_Request_method

#define arginfo_class_Crew_Http_Request_rawHead arginfo_class_Crew_Http_Request_method

#define arginfo_class_Crew_Http_Request_rawBody arginfo_class_Crew_Http_Request_method

#define arginfo_class_Crew_Http_Request_stream arginfo_class_Crew_Http_Request___construct

#define arginfo_class_Crew_Http_Request_trailer arginfo_class_Crew_Http_Request_get

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Http_Request_isJson, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Http_Request_json, 0, 0, IS_MIXED, 0)
ZEND_END_ARG_INFO()


ZEND_METHOD(Crew_Http_Request, __construct);
ZEND_METHOD(Crew_Http_Request, method);
ZEND_METHOD(Crew_Http_Request, uri);
ZEND_METHOD(Crew_Http_Request, path);
ZEND_METHOD(Crew_Http_Request, queryString);
ZEND_METHOD(Crew_Http_Request, get);
ZEND_METHOD(Crew_Http_Request, post);
ZEND_METHOD(Crew_Http_Request, header);
ZEND_METHOD(Crew_Http_Request, cookie);
ZEND_METHOD(Crew_Http_Request, file);
ZEND_METHOD(Crew_Http_Request, host);
ZEND_METHOD(Crew_Http_Request, protocolVersion);
ZEND_METHOD(Crew_Http_Request, rawHead);
ZEND_METHOD(Crew_Http_Request, rawBody);
ZEND_METHOD(Crew_Http_Request, stream);
ZEND_METHOD(Crew_Http_Request, trailer);
ZEND_METHOD(Crew_Http_Request, isJson);
ZEND_METHOD(Crew_Http_Request, json);


static const zend_function_entry class_Crew_Http_Request_methods[] = {
	ZEND_ME(Crew_Http_Request, __construct, arginfo_class_Crew_Http_Request___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Crew_Http_Request, method, arginfo_class_Crew_Http_Request_method, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Request, uri, arginfo_class_Crew_Http_Request_uri, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Request, path, arginfo_class_Crew_Http_Request_path, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Request, queryString, arginfo_class_Crew_Http_Request_queryString, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Request, get, arginfo_class_Crew_Http_Request_get, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Request, post, arginfo_class_Crew_Http_Request_post, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Request, header, arginfo_class_Crew_Http_Request_header, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Request, cookie, arginfo_class_Crew_Http_Request_cookie, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Request, file, arginfo_class_Crew_Http_Request_file, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Request, host, arginfo_class_Crew_Http_Request_host, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Request, protocolVersion, arginfo_class_Crew_Http_Request_protocolVersion, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Request, rawHead, arginfo_class_Crew_Http_Request_rawHead, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Request, rawBody, arginfo_class_Crew_Http_Request_rawBody, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Request, stream, arginfo_class_Crew_Http_Request_stream, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Request, trailer, arginfo_class_Crew_Http_Request_trailer, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Request, isJson, arginfo_class_Crew_Http_Request_isJson, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Request, json, arginfo_class_Crew_Http_Request_json, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Crew_Http_Request(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Crew\\Http", "Request", class_Crew_Http_Request_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zval property_context_default_value;
	ZVAL_NULL(&property_context_default_value);
	zend_string *property_context_name = zend_string_init("context", sizeof("context") - 1, 1);
	zend_declare_typed_property(class_entry, property_context_name, &property_context_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ANY));
	zend_string_release(property_context_name);

	return class_entry;
}
