--TEST--
With one socket for all, every worker gets its share of the connections that stay, and one that is stuck gets no more than it has
--EXTENSIONS--
crew
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
require __DIR__ . '/../support/skip_under_valgrind.inc';
if (PHP_OS_FAMILY !== 'Linux') {
    die('skip elsewhere the fastest gets them');
}
?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 4;
    $worker->reusePort = false;
    $worker->onMessage = function ($conn, $message) {
        if ($message === 'stick') {
            touch(__DIR__ . '/stuck');
            while (is_file(__DIR__ . '/stuck')) {
                clearstatcache();
                usleep(1000);
            }
        }
        $conn->send((string)getmypid());
    };
    $worker->start();
    PHP);
$server->workers(4);
$clients = [];
$share = [];
for ($i = 0; $i < 200; $i++) {
    $clients[] = $client = $server->connect();
    fwrite($client, "who\n");
    $pid = trim(fgets($client));
    $share[$pid] = ($share[$pid] ?? 0) + 1;
}
echo count($share), ' workers, ', min($share) >= 45 && max($share) <= 55 ? 'evenly' : json_encode(array_values($share)), "\n";

fwrite($clients[0], "stick\n");
wait_for(fn () => is_file("$server->folder/stuck"));
for ($i = 0; $i < 30; $i++) {
    $clients[] = $client = $server->connect();
    fwrite($client, "who\n");
    fgets($client);
}
echo "30 more answered\n";
unlink("$server->folder/stuck");
fgets($clients[0]);
$server->stop();
?>
--EXPECT--
4 workers, evenly
30 more answered
