--TEST--
A port that somebody listens on is refused with the owner's name
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (PHP_OS_FAMILY !== 'Linux') echo 'skip reads /proc';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$other = stream_socket_server('tcp://127.0.0.1:0');
$address = stream_socket_get_name($other, false);
try {
    (new Worker("tcp://$address"))->start();
} catch (Crew\BindException $e) {
    echo str_replace([$address, (string)getmypid(), trim(file_get_contents('/proc/self/comm'))], ['ADDRESS', 'PID', 'php'],
        $e->getMessage()), "\n";
}
?>
--EXPECT--
ADDRESS is in use by pid PID (php)
