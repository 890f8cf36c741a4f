/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 4672c2d3e97d685a71cb84e3b471395d1834c44d */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Crew_Http_Response___construct, 0, 0, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, status, IS_LONG, 0, "200")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, headers, IS_ARRAY, 0, "[]")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, body, IS_STRING, 0, "\'\'")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Http_Response_withStatus, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, status, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, reason, IS_STRING, 0, "\'\'")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Http_Response_getStatusCode, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Http_Response_getReasonPhrase, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Http_Response_header, 0, 2, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, value, MAY_BE_STRING|MAY_BE_ARRAY, NULL)
ZEND_END_ARG_INFO()

#define arginfo_class_Crew_Http_Response_withHeader arginfo_class_Crew_Http_Response_header

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Http_Response_withHeaders, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, headers, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Http_Response_withoutHeader, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Http_Response_getHeader, 0, 1, IS_STRING, 1)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Http_Response_getHeaders, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Http_Response_withBody, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, body, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Crew_Http_Response_rawBody arginfo_class_Crew_Http_Response_getReasonPhrase

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Http_Response_cookie, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, value, IS_STRING, 0, "\'\'")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, maxAge, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, path, IS_STRING, 0, "\'\'")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, domain, IS_STRING, 0, "\'\'")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, secure, _IS_BOOL, 0, "false")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, httpOnly, _IS_BOOL, 0, "false")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, sameSite, IS_STRING, 0, "\'\'")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Http_Response_withFile, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, offset, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, length, IS_LONG, 0, "0")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Http_Response_gzip, 0, 0, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, on, _IS_BOOL, 0, "true")
ZEND_END_ARG_INFO()


ZEND_METHOD(Crew_Http_Response, __construct);
ZEND_METHOD(Crew_Http_Response, withStatus);
ZEND_METHOD(Crew_Http_Response, getStatusCode);
ZEND_METHOD(Crew_Http_Response, getReasonPhrase);
ZEND_METHOD(Crew_Http_Response, header);
ZEND_METHOD(Crew_Http_Response, withHeaders);
ZEND_METHOD(Crew_Http_Response, withoutHeader);
ZEND_METHOD(Crew_Http_Response, getHeader);
ZEND_METHOD(Crew_Http_Response, getHeaders);
ZEND_METHOD(Crew_Http_Response, withBody);
ZEND_METHOD(Crew_Http_Response, rawBody);
ZEND_METHOD(Crew_Http_Response, cookie);
ZEND_METHOD(Crew_Http_Response, withFile);
ZEND_METHOD(Crew_Http_Response, gzip);


static const zend_function_entry class_Crew_Http_Response_methods[] = {
	ZEND_ME(Crew_Http_Response, __construct, arginfo_class_Crew_Http_Response___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Response, withStatus, arginfo_class_Crew_Http_Response_withStatus, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Response, getStatusCode, arginfo_class_Crew_Http_Response_getStatusCode, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Response, getReasonPhrase, arginfo_class_Crew_Http_Response_getReasonPhrase, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Response, header, arginfo_class_Crew_Http_Response_header, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Crew_Http_Response, withHeader, header, arginfo_class_Crew_Http_Response_withHeader, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Response, withHeaders, arginfo_class_Crew_Http_Response_withHeaders, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Response, withoutHeader, arginfo_class_Crew_Http_Response_withoutHeader, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Response, getHeader, arginfo_class_Crew_Http_Response_getHeader, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Response, getHeaders, arginfo_class_Crew_Http_Response_getHeaders, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Response, withBody, arginfo_class_Crew_Http_Response_withBody, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Response, rawBody, arginfo_class_Crew_Http_Response_rawBody, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Response, cookie, arginfo_class_Crew_Http_Response_cookie, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Response, withFile, arginfo_class_Crew_Http_Response_withFile, ZEND_ACC_PUBLIC)
	ZEND_ME(Crew_Http_Response, gzip, arginfo_class_Crew_Http_Response_gzip, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Crew_Http_Response(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Crew\\Http", "Response", class_Crew_Http_Response_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
