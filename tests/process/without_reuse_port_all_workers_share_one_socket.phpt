--TEST--
Without reusePort all workers and the master have one listening socket, and each worker is given connections
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 3;
    $worker->reusePort = false;
    $worker->onMessage = function ($conn, $message) {
        usleep(10_000); /* meanwhile the others have a chance */
        $conn->send((string)getmypid());
    };
    $worker->start();
    PHP);
$workers = $server->workers(3);
$all = listening_sockets($server->address);
echo count($all), " socket listens\n";
foreach ([$server->pid, ...$workers] as $pid) {
    wait_for(fn () => in_array('anon_inode:[eventpoll]', descriptors($pid)) || $pid === $server->pid);
    echo count(array_intersect(descriptors($pid), $all)), "\n";
}
$answers = [];
wait_for(function () use ($server, $workers, &$answers) {
    $clients = [];
    for ($i = 0; $i < 6; $i++) {
        fwrite($clients[$i] = $server->connect(), "who\n");
    }
    foreach ($clients as $client) {
        $answers[(int)fgets($client)] = true;
    }
    return count($answers) === count($workers);
}, 10, 'an answer of each worker');
echo array_diff(array_keys($answers), $workers) === [] ? "each worker has answered\n" : "who was that?\n";
$server->stop();
?>
--EXPECT--
1 socket listens
1
1
1
1
each worker has answered
