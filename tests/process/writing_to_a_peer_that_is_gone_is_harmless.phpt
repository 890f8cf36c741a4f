--TEST--
A worker that writes to peers that are gone lives on, and so do master and worker when they are sent SIGPIPE
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        if ($message !== "leave\n") {
            fwrite($conn, $message);
            return;
        }
        touch(__DIR__ . '/begun');
        while (!file_exists(__DIR__ . '/left')) {
            usleep(1000);
        }
        for ($i = 0; $i < 20; $i++) {
            @fwrite($conn, str_repeat('x', 100000));
            fflush($conn);
            usleep(1000); /* time for the reset to arrive */
        }
        unlink(__DIR__ . '/begun');
        unlink(__DIR__ . '/left');
    };
    $worker->start();
    PHP);
[$pid] = $server->workers(1);
for ($i = 0; $i < 3; $i++) {
    $client = $server->connect();
    fwrite($client, "leave\n");
    wait_for(fn () => glob("$server->folder/begun") !== []);
    fclose($client);
    touch("$server->folder/left");
    echo ask($server, "hello $i"), "\n";
}
foreach ([$pid, $server->pid] as $target) {
    send_signal($target, 13 /* PIPE */);
}
echo ask($server, 'hello'), "\n";
echo $server->workers() === [$pid] ? "the same worker\n" : "the worker died\n";
echo $server->stop();
?>
--EXPECT--
hello 0
hello 1
hello 2
hello
the same worker
[master] notice: listening on tcp://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping
[master] notice: stopped
