--TEST--
start() checks the properties that a subclass declares
--EXTENSIONS--
crew
--FILE--
<?php
class NoSuchFunction extends Crew\Worker { public $onMessage = 'no_such_function'; }
class NoNumber extends Crew\Worker { public $workerNum = 'many'; }
class TypedNumber extends Crew\Worker { public $onClose = 42; }

foreach (['NoSuchFunction', 'NoNumber', 'TypedNumber'] as $class) {
    try {
        (new $class('tcp://127.0.0.1:0'))->start();
    } catch (TypeError $e) {
        echo $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
NoSuchFunction::$onMessage must be callable or null, a string that names no function given
NoNumber::$workerNum must be a number, string given
TypedNumber::$onClose must be callable or null, int given
