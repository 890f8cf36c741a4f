--TEST--
exit in a callback ends it and its connection, after what was written; the worker lives
--EXTENSIONS--
crew
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
        fwrite($conn, "bye\n");
        try {
            match (trim($message)) {
                'exit' => exit,
                'text' => exit("the text\n"),
                'code' => exit(3),
                'die' => die(),
            };
        } finally {
            fwrite($conn, "finally does not run for exit\n");
        }
    };
    $worker->onClose = fn ($conn) => print("closed\n");
    $worker->start();
    PHP);
$before = $server->workers(1);
foreach (['exit', 'text', 'code', 'die'] as $word) {
    echo "$word: ", raw($server->address, "$word\n");
}
var_dump($server->workers() === $before);
$server->stop();
echo $server->stdout();
echo "exit status $server->exit\n";
?>
--EXPECT--
exit: bye
text: bye
code: bye
die: bye
bool(true)
closed
the text
closed
closed
closed
exit status 0
