--TEST--
The master says in words how a worker ended: signal, exit status, PHP's fatal errors, what onWorkerStart did
--EXTENSIONS--
crew
posix
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
if (getenv('SKIP_ASAN')) {
    die('skip PHP has no memory limit without its own allocator, and leaks after a fatal error');
}
?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onWorkerStart = function ($worker) {
        $how = @file_get_contents(__DIR__ . '/how');
        @unlink(__DIR__ . '/how');
        switch ($how) {
            case 'throw': throw new RuntimeException('no database');
            case 'exit': exit(3);
        }
    };
    $worker->onMessage = function ($conn, $message) {
        switch ($message) {
            case 'ping': $conn->send('pong'); break;
            case 'abort': posix_kill(getmypid(), SIGABRT); break;
            case 'memory': ini_set('memory_limit', '16M'); str_repeat('x', 64 << 20); break;
            case 'fatal': eval('function twice() {} function twice() {}');
        }
    };
    $worker->start();
    PHP, ['memory_limit' => '64M', 'display_errors' => '0']);

/* Ends the worker by a message; its replacement finds `start`, when that is given. */
function end_one(Server $server, string $message, string $expected, string $start = ''): void
{
    ask($server, 'ping');
    if ($start !== '') {
        file_put_contents("$server->folder/how", $start);
    }
    $client = $server->connect();
    fwrite($client, "$message\n");
    read_all($client);
    $server->wait_for_log($expected);
}

end_one($server, 'abort', 'signal 6');
end_one($server, 'memory', 'Allowed memory size');
end_one($server, 'fatal', 'Cannot redeclare');
end_one($server, 'abort', 'threw', 'throw');
end_one($server, 'abort', 'called exit', 'exit');
echo preg_replace('/ in \d+ ms$/m', ' in N ms', $server->stop());
?>
--EXPECTF--
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] warning: worker 0 (pid N) was killed by signal 6 (Aborted)%S; replacing it
[master] warning: worker 0 (pid N) exited with status 255: Allowed memory size of 16777216 bytes exhausted (tried to allocate %d bytes) in server.php:15; replacing it in N ms
[master] warning: worker 0 (pid N) exited with status 255: Cannot redeclare twice() (previously declared in server.php(16) : eval()'d code:1) in server.php(16) : eval()'d code:1; replacing it in N ms
[master] warning: worker 0 (pid N) was killed by signal 6 (Aborted)%S; replacing it in N ms
[worker 0] error: onWorkerStart: uncaught RuntimeException: no database in server.php:7
Stack trace:
#0 [internal function]: {closure%S}(Object(Crew\Worker))
#1 server.php(19): Crew\Worker->start()
#2 {main}
[master] warning: worker 0 (pid N) exited with status 255: onWorkerStart threw an exception; replacing it in N ms
[master] warning: worker 0 (pid N) was killed by signal 6 (Aborted)%S; replacing it in N ms
[master] warning: worker 0 (pid N) exited with status 3: onWorkerStart called exit(); replacing it in N ms
[master] notice: stopping
[master] notice: stopped
