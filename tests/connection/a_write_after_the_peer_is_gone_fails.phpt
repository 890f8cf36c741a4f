--TEST--
A write to a peer that is gone fails and leads to onClose
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

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        touch(__DIR__ . '/here');
        while (!file_exists(__DIR__ . '/gone')) {
            usleep(1000);
        }
        for ($i = 0; $i < 100; $i++) {
            $written = @fwrite($conn, str_repeat('x', 100000));
            if ($written !== 100000) {
                break;
            }
        }
        var_dump($written, @fwrite($conn, 'more'));
    };
    $worker->onClose = fn ($conn) => print("over\n");
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "go\n");
wait_for(fn () => file_exists("$server->folder/here"));
socket_set_option(socket_import_stream($client), SOL_SOCKET, SO_LINGER, ['l_onoff' => 1, 'l_linger' => 0]);
fclose($client);
touch("$server->folder/gone");
echo $server->wait_for_output('over');
$server->stop();
?>
--EXPECT--
bool(false)
bool(false)
over
