--TEST--
In onClose the stream is there still: it can be asked, read and compared, but no longer written to
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onClose = function ($conn) {
        var_dump(is_resource($conn), feof($conn), fread($conn, 10), fwrite($conn, 'late'));
        var_dump(explode(':', stream_socket_get_name($conn, true))[0]);
        $GLOBALS['kept'] = $conn;
    };
    $worker->onConnect = function ($conn) {
        if (isset($GLOBALS['kept'])) {
            var_dump(is_resource($GLOBALS['kept']));
            fclose($conn);
        }
    };
    $worker->onMessage = fn () => null;
    $worker->start();
    PHP);
fclose($server->connect());
$server->wait_for_output('127');
raw($server->address, '');
echo $server->stdout();
echo trim($server->wait_for_log('Notice')), "\n";
$server->stop();
?>
--EXPECT--
bool(true)
bool(true)
string(0) ""
bool(false)
string(9) "127.0.0.1"
bool(false)
Notice: fwrite(): Write of 4 bytes failed: the connection is closed in server.php on line 4
