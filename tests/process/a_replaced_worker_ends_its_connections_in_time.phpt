--TEST--
After a reload an old worker answers on the connections it has, and ends those that are still there after stopTimeout
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
    $worker->stopTimeout = 2;
    $worker->onMessage = function ($conn, $message) { $conn->send(getmypid() . " $message"); };
    $worker->start();
    PHP);
[$old] = $server->workers(1);
$show = fn (string $answer) => str_replace((string)$old, 'the old one', preg_replace('/^(?!' . $old . ')\d+/', 'a new one', $answer)) . "\n";
$asks = $server->connect();
$idle = $server->connect();
foreach ([$asks, $idle] as $client) {
    echo $show(ask($server, 'hello', $client));
}
$begun = microtime(true);
$server->signal(SIGUSR1);
$server->wait_for_log('reloaded');
echo $show(ask($server, 'last', $asks));
echo read_all($asks), "the connection that was answered is over\n";
fclose($asks);
stream_set_blocking($idle, false);
$is_there = fread($idle, 100) === '' && !feof($idle);
echo $is_there || microtime(true) - $begun > 1.9 ? "the idle one is not\n" : "the idle one was ended too early\n";
echo $show(ask($server, 'from a newcomer'));
stream_set_blocking($idle, true);
echo read_all($idle), "now it is\n";
fclose($idle);
wait_for(fn () => !is_alive($old));
echo $server->stop();
?>
--EXPECT--
the old one hello
the old one hello
the old one last
the connection that was answered is over
the idle one is not
a new one from a newcomer
now it is
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: reloading: replacing 1 workers one by one
[master] notice: reloaded: all 1 workers are new
[master] info: worker 0 (pid N) still has connections, ending them
[master] notice: stopping
[master] notice: stopped
