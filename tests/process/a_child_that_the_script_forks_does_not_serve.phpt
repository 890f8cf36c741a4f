--TEST--
A child that a callback forks ends with the callback, by exit() or in any other way; the worker serves on, all its connections included
--EXTENSIONS--
crew
pcntl
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
if (getenv('SKIP_ASAN')) {
    die('skip what such a child leaves behind, on purpose, counts as a leak');
}
?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onWorkerStart = function () {
        if (pcntl_fork() === 0) {
            exit(1);
        }
        pcntl_wait($status);
    };
    $worker->onWorkerStop = function () { echo 'onWorkerStop in ' . getmypid() . "\n"; };
    $worker->onClose = function () { echo 'onClose in ' . getmypid() . "\n"; };
    $worker->onMessage = function ($conn, $message) {
        if ($message === 'hello') {
            $conn->send(getmypid() . " says $message");
            return;
        }
        $conn->send('before the fork');
        $pid = pcntl_fork();
        if ($pid === 0) {
            switch ($message) {
                case 'exit': exit(3);
                case 'answer': $conn->send('from the child'); exit(4);
                case 'close': $conn->close(); exit(5);
                case 'return': return;
                case 'throw': throw new Exception('in the child');
                case 'die': eval('function twice() {} function twice() {}');
            }
        }
        pcntl_waitpid($pid, $status);
        $conn->send('the child ended with ' . pcntl_wexitstatus($status));
    };
    $worker->start();
    PHP, ['display_errors' => '0']);
[$pid] = $server->workers(1);
$show = fn (string $answer) => str_replace((string)$pid, 'the worker', $answer) . "\n";
$bystander = $server->connect();
echo $show(ask($server, 'hello', $bystander));
foreach (['exit', 'answer', 'close', 'return', 'throw', 'die'] as $message) {
    $client = $server->connect();
    echo "$message: ", $show(ask($server, $message, $client));
    do {
        echo $line = fgets($client);
    } while (is_string($line) && !str_contains($line, 'ended'));
    echo $show(ask($server, 'hello', $client)), $show(ask($server, 'hello', $bystander)), $show(ask($server, 'hello'));
    fclose($client);
}
echo count($server->processes()), " processes\n";
fclose($bystander);
send_signal($pid, SIGKILL);
wait_for(fn () => !in_array($pid, $server->workers()));
ask($server, 'hello');
echo preg_replace('/^(Stack trace:|#\d).*\n/m', '', $server->stop());
$out = explode("\n", trim($server->stdout()));
echo count(preg_grep('/^onWorkerStop/', $out)), " onWorkerStop\n";
echo count(array_unique(preg_replace('/\D+/', '', $out))), " processes have been called back\n";
?>
--EXPECT--
the worker says hello
exit: before the fork
the child ended with 3
the worker says hello
the worker says hello
the worker says hello
answer: before the fork
from the child
the child ended with 4
the worker says hello
the worker says hello
the worker says hello
close: before the fork
the child ended with 5
the worker says hello
the worker says hello
the worker says hello
return: before the fork
the child ended with 0
the worker says hello
the worker says hello
the worker says hello
throw: before the fork
the child ended with 255
the worker says hello
the worker says hello
the worker says hello
die: before the fork
the child ended with 255
the worker says hello
the worker says hello
the worker says hello
2 processes
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[worker 0] error: onMessage: uncaught Exception: in the child in server.php:24
[master] warning: worker 0 (pid N) was killed by signal 9 (Killed); replacing it
[master] notice: stopping
[master] notice: stopped
1 onWorkerStop
2 processes have been called back
