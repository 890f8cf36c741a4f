--TEST--
A protocol class without one of its methods is an exception that names both
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

class NoDecode { static function input($b, $c) {} static function encode($d, $c) {} }
class NotStatic { static function input($b, $c) {} static function decode($b, $c) {} function encode($d, $c) {} }
class NotPublic { protected static function input($b, $c) {} static function decode($b, $c) {} static function encode($d, $c) {} }
abstract class NotThere implements Crew\Protocol {}

foreach (['NoDecode', 'NotStatic', 'NotPublic', 'NotThere', 'Nobody', '', 7, new stdClass, 'Crew\Protocol'] as $protocol) {
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->protocol = $protocol;
    try {
        $worker->start();
    } catch (Crew\OptionException | TypeError $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
Crew\OptionException: protocol: the class NoDecode has no public static method decode()
Crew\OptionException: protocol: the class NotStatic has no public static method encode()
Crew\OptionException: protocol: the class NotPublic has no public static method input()
Crew\OptionException: protocol: the class NotThere has no public static method input()
Crew\OptionException: protocol: there is no class "Nobody"
Crew\OptionException: protocol: there is no class ""
TypeError: Crew\Worker::$protocol must be a class name or null, int given
TypeError: Crew\Worker::$protocol must be a class name or null, stdClass given
Crew\OptionException: protocol: the class Crew\Protocol has no public static method input()
