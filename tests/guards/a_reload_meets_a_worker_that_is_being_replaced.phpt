--TEST--
A reload that comes while a worker waits for its successor replaces every worker all the same, and the successor that was starting too
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxRequests = 3;
    $worker->onWorkerStart = function () {
        file_put_contents(__DIR__ . '/starts', getmypid() . "\n", FILE_APPEND);
        while (is_file(__DIR__ . '/wait')) {
            clearstatcache();
            usleep(1000);
        }
    };
    $worker->onMessage = function ($conn, $message) { $conn->send(getmypid()); };
    $worker->start();
    PHP);
$starts = fn () => file("$server->folder/starts", FILE_IGNORE_NEW_LINES);
touch("$server->folder/wait");
wait_for(fn () => is_file("$server->folder/starts"));
unlink("$server->folder/wait");
$first = ask($server, 'one');
touch("$server->folder/wait");
ask($server, 'two');
ask($server, 'three');
wait_for(fn () => count($starts()) === 2);
$server->signal(SIGUSR1);
$server->wait_for_log('reloading');
echo ask($server, 'four') === $first ? "the first still answers\n" : "another answers\n";
unlink("$server->folder/wait");
$server->wait_for_log('all 1 workers are new');
$all = $starts();
echo count($all), " have been started\n";
wait_for(fn () => count($server->workers()) === 1);
echo $server->workers()[0] === (int)$all[2] ? "the last one serves\n" : "not the last one serves\n";
echo $server->stop();
?>
--EXPECT--
the first still answers
3 have been started
the last one serves
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[worker 0] notice: has handled 3 messages (maxRequests), asking for a successor
[master] notice: reloading: replacing 1 workers one by one
[master] notice: reloaded: all 1 workers are new
[master] notice: stopping
[master] notice: stopped
