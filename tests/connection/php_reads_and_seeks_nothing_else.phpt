--TEST--
What a connection cannot do fails as with any socket
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        var_dump(@fseek($conn, 0), @ftruncate($conn, 0), @rewind($conn), stream_supports_lock($conn), stream_isatty($conn), stream_is_local($conn));
        fclose($conn);
    };
    $worker->start();
    PHP);
raw($server->address, "go\n");
echo $server->stdout();
$server->stop();
?>
--EXPECT--
int(-1)
bool(false)
bool(false)
bool(false)
bool(false)
bool(false)
