--TEST--
crew.global_alias cannot be changed by a script
--EXTENSIONS--
crew
--FILE--
<?php
var_dump(ini_get('crew.global_alias'), ini_set('crew.global_alias', 0), ini_get('crew.global_alias'));
?>
--EXPECT--
string(1) "1"
bool(false)
string(1) "1"
