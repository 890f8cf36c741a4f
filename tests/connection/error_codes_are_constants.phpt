--TEST--
The codes of onError are Crew\Connection's constants
--EXTENSIONS--
crew
--FILE--
<?php
foreach ((new ReflectionClass('Crew\Connection'))->getConstants() as $name => $value) {
    echo "$name: ", get_debug_type($value), $value < 0 ? ' below 0' : '', "\n";
}
var_dump(count(array_unique((new ReflectionClass('Crew\Connection'))->getConstants())));
?>
--EXPECT--
ERROR_SEND_BUFFER_FULL: int below 0
ERROR_TOO_LARGE: int below 0
ERROR_PROTOCOL: int below 0
ERROR_SYSTEM: int below 0
int(4)
