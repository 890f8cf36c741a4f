/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 852028e96e8e317b0626cc015bf2a5a5b9b2b145 */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Crew_Protocol_input, 0, 2, MAY_BE_LONG|MAY_BE_FALSE)
	ZEND_ARG_TYPE_INFO(0, buffer, IS_STRING, 0)
	ZEND_ARG_OBJ_INFO(0, connection, Crew\\Connection, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Protocol_decode, 0, 2, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, buffer, IS_STRING, 0)
	ZEND_ARG_OBJ_INFO(0, connection, Crew\\Connection, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Crew_Protocol_encode, 0, 2, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, data, IS_MIXED, 0)
	ZEND_ARG_OBJ_INFO(0, connection, Crew\\Connection, 0)
ZEND_END_ARG_INFO()




static const zend_function_entry class_Crew_Protocol_methods[] = {
	ZEND_ABSTRACT_ME_WITH_FLAGS(Crew_Protocol, input, arginfo_class_Crew_Protocol_input, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC|ZEND_ACC_ABSTRACT)
	ZEND_ABSTRACT_ME_WITH_FLAGS(Crew_Protocol, decode, arginfo_class_Crew_Protocol_decode, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC|ZEND_ACC_ABSTRACT)
	ZEND_ABSTRACT_ME_WITH_FLAGS(Crew_Protocol, encode, arginfo_class_Crew_Protocol_encode, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC|ZEND_ACC_ABSTRACT)
	ZEND_FE_END
};

static zend_class_entry *register_class_Crew_Protocol(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Crew", "Protocol", class_Crew_Protocol_methods);
	class_entry = zend_register_internal_interface(&ce);

	return class_entry;
}
