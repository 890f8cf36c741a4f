--TEST--
A process that the script started before start() is not waited for by the master: the script finds its exit status afterwards
--EXTENSIONS--
crew
pcntl
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $child = pcntl_fork();
    if ($child === 0) {
        exit(7);
    }
    $program = proc_open(['sh', '-c', 'exit 8'], [], $pipes);
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 2;
    $worker->onMessage = function ($conn, $message) { $conn->send($message); };
    $worker->start();
    echo pcntl_waitpid($child, $status) === $child ? 'child ' . pcntl_wexitstatus($status) : 'no child', "\n";
    echo 'program ', proc_close($program), "\n";
    PHP);
fwrite($client = $server->connect(), "hello\n");
echo fgets($client);
fclose($client);
send_signal($server->workers()[2], SIGKILL); /* the first two are the script's */
$server->wait_for_log('replacing it');
$server->stop();
echo $server->stdout();
?>
--EXPECT--
hello
child 7
program 8
