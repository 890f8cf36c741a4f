--TEST--
A unix socket that nobody listens on any more is taken over
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$code = <<<'PHP'
    $worker = new Worker('unix://' . $GLOBALS['argv'][0] . '.socket');
    $worker->workerNum = 1;
    $worker->onConnect = fn ($conn) => fwrite($conn, "hello\n");
    $worker->start();
    PHP;
$folder = crew_folder();
$dead = stream_socket_server("unix://$folder/socket");
fclose($dead);
var_dump(filetype("$folder/socket"));
$server = crew_start(str_replace('$GLOBALS[\'argv\'][0] . \'.socket\'', "'$folder/socket'", $code));
echo raw($server->address, '', 6);
$server->stop();
?>
--EXPECT--
string(6) "socket"
hello
