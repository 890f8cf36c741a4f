--TEST--
class_exists says yes when it may load, and before that says no
--EXTENSIONS--
crew
--FILE--
<?php
var_dump(class_exists('Worker', false));
var_dump(class_exists('Worker'));
var_dump(class_exists('Worker', false));
var_dump((new ReflectionClass('Worker'))->getName());
?>
--EXPECT--
bool(false)
bool(true)
bool(true)
string(11) "Crew\Worker"
