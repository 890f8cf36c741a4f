--TEST--
The class of a scheme may come from an autoloader, which is asked with the first letter in upper case
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

spl_autoload_register(function ($name) {
    echo "loading $name\n";
    if ($name === 'Protocols\Mine') {
        eval('namespace Protocols; class Mine { static function input($b, $c) {} static function decode($b, $c) {} static function encode($d, $c) {} }');
    }
});
new Worker('mine://127.0.0.1:0');
try {
    new Worker('other://127.0.0.1:0');
} catch (Crew\AddressException $e) {
    echo $e->getMessage(), "\n";
}
?>
--EXPECT--
loading Worker
loading Protocols\Mine
loading Protocols\Other
loading Crew\Protocols\Other
cannot listen on "other://127.0.0.1:0": the scheme is none of tcp, unix, text, frame and http, and there is no class Protocols\Other
