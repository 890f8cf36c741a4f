--TEST--
crew.global_alias=0 takes the bare name away
--EXTENSIONS--
crew
--INI--
crew.global_alias=0
--FILE--
<?php
var_dump(class_exists('Worker'));
try {
    new Worker('tcp://127.0.0.1:0');
} catch (Error $e) {
    echo $e->getMessage(), "\n";
}
echo get_class(new Crew\Worker('tcp://127.0.0.1:0')), "\n";
?>
--EXPECT--
bool(false)
Class "Worker" not found
Crew\Worker
