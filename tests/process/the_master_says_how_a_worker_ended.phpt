--TEST--
The master says in words how a worker ended: signal, exit status, PHP's fatal errors, what onWorkerStart did
--EXTENSIONS--
crew
posix
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
require __DIR__ . '/../support/skip_under_valgrind.inc';
if (getenv('SKIP_ASAN')) {
    die('skip PHP has no memory limit without its own allocator, and leaks after a fatal error');
}
?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$code = <<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onWorkerStart = function ($worker) {
        $how = @file_get_contents(__DIR__ . '/how');
        @unlink(__DIR__ . '/how');
        match ($how) { 'throw' => throw new RuntimeException('no database'), 'exit' => exit(3), default => null };
    };
    $worker->onMessage = function ($conn, $message) {
        switch ($message) {
            case 'hello': $conn->send('hello'); break;
            case 'abort': posix_kill(getmypid(), SIGABRT); break;
            case 'memory': ini_set('memory_limit', '16M'); str_repeat('x', 64 << 20); break;
            case 'fatal': eval('function twice() {} function twice() {}');
        }
    };
    $worker->start();
    PHP;

foreach (['abort' => '', 'memory' => '', 'fatal' => '', 'throw' => 'abort', 'exit' => 'abort'] as $how => $before) {
    $server = crew_start($code, ['memory_limit' => '64M', 'display_errors' => '0']);
    ask($server, 'hello');
    if ($before !== '') {
        file_put_contents("$server->folder/how", $how); /* for the replacement of the one that $before ends */
    }
    fwrite($client = $server->connect(), ($before ?: $how) . "\n");
    read_all($client);
    ask($server, 'hello');
    preg_match_all('/^\[(?:master\] warning|worker 0\] error): (.*?)(?: in \d+ ms)?$/m', $server->stop(), $lines);
    echo "$how:\n", implode("\n", $lines[1]), "\n";
}
?>
--EXPECTF--
abort:
worker 0 (pid N) was killed by signal 6 (Aborted)%S; replacing it
memory:
worker 0 (pid N) exited with status 255: Allowed memory size of 16777216 bytes exhausted%S(tried to allocate %d bytes) in server.php:12; replacing it
fatal:
worker 0 (pid N) exited with status 255: Cannot redeclare twice() (previously declared in server.php(13) : eval()'d code:1) in server.php(13) : eval()'d code:1; replacing it
throw:
worker 0 (pid N) was killed by signal 6 (Aborted)%S; replacing it
onWorkerStart: uncaught RuntimeException: no database in server.php:6
worker 0 (pid N) exited with status 255: onWorkerStart threw an exception; replacing it
exit:
worker 0 (pid N) was killed by signal 6 (Aborted)%S; replacing it
worker 0 (pid N) exited with status 3: onWorkerStart called exit(); replacing it
