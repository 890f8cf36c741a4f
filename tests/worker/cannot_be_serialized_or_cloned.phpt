--TEST--
A worker can be neither serialized nor cloned
--EXTENSIONS--
crew
--FILE--
<?php
$worker = new Worker('tcp://127.0.0.1:0');
foreach ([fn () => serialize($worker), fn () => clone $worker, fn () => unserialize('O:11:"Crew\Worker":0:{}')] as $try) {
    try {
        $try();
    } catch (Throwable $e) {
        echo $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
Serialization of 'Crew\Worker' is not allowed
Trying to clone an uncloneable object of class Crew\Worker
Unserialization of 'Crew\Worker' is not allowed
