/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 09685065543828b57b2a50b990caef6bd7e79769 */




static const zend_function_entry class_Crew_Exception_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Crew_AddressException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Crew_BindException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Crew_OptionException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Crew_HeaderException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Crew_TimeoutException_methods[] = {
	ZEND_FE_END
};

static zend_class_entry *register_class_Crew_Exception(zend_class_entry *class_entry_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Crew", "Exception", class_Crew_Exception_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Crew_AddressException(zend_class_entry *class_entry_Crew_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Crew", "AddressException", class_Crew_AddressException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Crew_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Crew_BindException(zend_class_entry *class_entry_Crew_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Crew", "BindException", class_Crew_BindException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Crew_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Crew_OptionException(zend_class_entry *class_entry_Crew_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Crew", "OptionException", class_Crew_OptionException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Crew_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Crew_HeaderException(zend_class_entry *class_entry_Crew_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Crew", "HeaderException", class_Crew_HeaderException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Crew_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Crew_TimeoutException(zend_class_entry *class_entry_Crew_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Crew", "TimeoutException", class_Crew_TimeoutException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Crew_Exception);

	return class_entry;
}
