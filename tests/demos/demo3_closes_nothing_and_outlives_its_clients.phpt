--TEST--
examples/demo3.php lives on after clients that leave in every way
--EXTENSIONS--
crew
sockets
--SKIPIF--
<?php
if (PHP_OS_FAMILY !== 'Linux') echo 'skip reads /proc';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$code = file_get_contents(__DIR__ . '/../../examples/demo3.php');
$code = str_replace('0.0.0.0:9800', '127.0.0.1:0', $code);
$server = crew_start(str_replace('$worker->start()', '$worker->workerNum = 1; $worker->start()', $code));
$before = $server->workers(1);

fclose($server->connect());                                /* leaves without a word */

$client = $server->connect();                              /* leaves before the answer */
fwrite($client, "hello\n");
fclose($client);

$client = $server->connect();                              /* leaves with a reset */
fwrite($client, "hello\n");
socket_set_option(socket_import_stream($client), SOL_SOCKET, SO_LINGER, ['l_onoff' => 1, 'l_linger' => 0]);
fclose($client);

$client = $server->connect();                              /* closes one direction only */
fwrite($client, "hello\n");
stream_socket_shutdown($client, STREAM_SHUT_WR);
echo substr(read_all($client), -7);

var_dump($server->workers() === $before);
?>
--EXPECT--

hello
bool(true)
