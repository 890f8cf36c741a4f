--TEST--
An address that is not this machine's is refused by name
--EXTENSIONS--
crew
--FILE--
<?php
try {
    (new Worker('tcp://192.0.2.1:0'))->start();
} catch (Crew\Exception $e) {
    echo $e->getMessage(), "\n";
}
?>
--EXPECTF--
cannot listen on 192.0.2.1:0: %s
