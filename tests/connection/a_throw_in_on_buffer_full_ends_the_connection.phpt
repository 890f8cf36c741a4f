--TEST--
What onBufferFull and onBufferDrain throw is logged and ends that connection after what is queued
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

foreach (['onBufferFull', 'onBufferDrain'] as $name) {
    $server = crew_start(<<<PHP
        \$worker = new Worker('tcp://127.0.0.1:0');
        \$worker->workerNum = 1;
        \$worker->onMessage = fn (\$conn, \$message) => fwrite(\$conn, str_repeat('x', 20000000));
        \$worker->$name = fn () => throw new RuntimeException('boom');
        \$worker->start();
        PHP);
    $client = $server->connect();
    fwrite($client, "go\n");
    echo strlen(read_all($client)), "\n";
    echo $server->wait_for_log('uncaught'), "\n";
    $server->stop();
}
?>
--EXPECT--
20000000
[worker 0] error: onBufferFull: uncaught RuntimeException: boom in server.php:4
20000000
[worker 0] error: onBufferDrain: uncaught RuntimeException: boom in server.php:4
