/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 6b8a19cf810fa2a389fe621085248b6d935269ce */




static const zend_function_entry class_Crew_Mode_methods[] = {
	ZEND_FE_END
};

static zend_class_entry *register_class_Crew_Mode(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Crew\\Mode", IS_STRING, class_Crew_Mode_methods);

	zval enum_case_ReusePort_value;
	zend_string *enum_case_ReusePort_value_str = zend_string_init("reuse-port", strlen("reuse-port"), 1);
	ZVAL_STR(&enum_case_ReusePort_value, enum_case_ReusePort_value_str);
	zend_enum_add_case_cstr(class_entry, "ReusePort", &enum_case_ReusePort_value);

	zval enum_case_Shared_value;
	zend_string *enum_case_Shared_value_str = zend_string_init("shared", strlen("shared"), 1);
	ZVAL_STR(&enum_case_Shared_value, enum_case_Shared_value_str);
	zend_enum_add_case_cstr(class_entry, "Shared", &enum_case_Shared_value);

	zval enum_case_Dispatch_value;
	zend_string *enum_case_Dispatch_value_str = zend_string_init("dispatch", strlen("dispatch"), 1);
	ZVAL_STR(&enum_case_Dispatch_value, enum_case_Dispatch_value_str);
	zend_enum_add_case_cstr(class_entry, "Dispatch", &enum_case_Dispatch_value);

	return class_entry;
}
