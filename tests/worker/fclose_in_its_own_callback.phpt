--TEST--
A callback may close the connection it is about; onClose follows once
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (PHP_OS_FAMILY !== 'Linux') echo 'skip reads /proc';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

foreach (['onConnect', 'onMessage'] as $callback) {
    $server = crew_start(<<<PHP
        \$worker = new Worker('tcp://127.0.0.1:0');
        \$worker->workerNum = 1;
        \$worker->$callback = function (\$conn) {
            fwrite(\$conn, "bye\n");
            fclose(\$conn);
            echo is_resource(\$conn) ? "open\n" : "closed\n";
        };
        \$worker->onClose = fn (\$conn) => print(get_debug_type(\$conn) . " in onClose\n");
        \$worker->start();
        PHP);
    echo "$callback: ", raw($server->address, "hello\n");
    $server->stop();
    echo $server->stdout();
}
?>
--EXPECT--
onConnect: bye
closed
resource (closed) in onClose
onMessage: bye
closed
resource (closed) in onClose
