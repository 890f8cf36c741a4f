--TEST--
A unix path that is too long for the kernel says so
--EXTENSIONS--
crew
--FILE--
<?php
try {
    new Worker('unix:///' . str_repeat('x', 120));
} catch (Crew\AddressException $e) {
    echo preg_replace('/xx+/', 'x...', $e->getMessage()), "\n";
}
?>
--EXPECT--
cannot listen on "unix:///x...": the path has 121 bytes, a unix socket's may have 107
