--TEST--
The context may come from stream_context_create(), as in the notes' demo1
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $opts = array(
        'socket' => array(
            'backlog' => 102400,
        ),
    );
    $context = stream_context_create($opts);
    stream_context_set_option($context, 'socket', 'so_reuseport', 1);
    stream_context_set_option($context, 'socket', 'so_reuseaddr', 1);
    $worker = new Worker('tcp://127.0.0.1:0', $context);
    $worker->workerNum = 1;
    $worker->onConnect = fn ($conn) => fwrite($conn, "hello\n");
    $worker->start();
    PHP);
echo raw($server->address, '', 6);
$server->stop();
?>
--EXPECT--
hello
