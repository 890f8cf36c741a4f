--TEST--
The exceptions are Crew\Exception and its children
--EXTENSIONS--
crew
--FILE--
<?php
foreach (['Exception', 'AddressException', 'BindException', 'OptionException', 'TimeoutException'] as $class) {
    echo "$class: ", implode(', ', class_parents("Crew\\$class")), "\n";
}
?>
--EXPECT--
Exception: Exception
AddressException: Crew\Exception, Exception
BindException: Crew\Exception, Exception
OptionException: Crew\Exception, Exception
TimeoutException: Crew\Exception, Exception
