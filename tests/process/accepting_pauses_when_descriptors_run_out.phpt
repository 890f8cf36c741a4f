--TEST--
When a worker has no descriptors left, new connections wait, the log says why, and they are served when others close
--EXTENSIONS--
crew
pcntl
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
require __DIR__ . '/../support/skip_under_valgrind.inc';
?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

/* It starts itself again, from a shell that has set a limit. */
$again = var_export('ulimit -n 40 && ' . php_command(), true);
$server = crew_start(<<<PHP
    if (getenv('IS_LIMITED') === false) {
        pcntl_exec('/bin/sh', ['-c', $again . ' ' . escapeshellarg(__FILE__)], ['IS_LIMITED' => '1'] + getenv());
    }
    \$worker = new Crew\Worker('text://127.0.0.1:0');
    \$worker->workerNum = 1;
    \$worker->onMessage = function (\$conn, \$message) { \$conn->send(\$message); };
    \$worker->start();
    PHP);
[$pid] = $server->workers(1);
$clients = [];
for ($i = 0; $i < 60; $i++) {
    $clients[$i] = $server->connect();
    fwrite($clients[$i], "hello $i\n");
}
$server->wait_for_log('cannot accept');

/* Reads the answers there are by now, and only then closes those connections. Returns how many. */
function served(array &$clients): int
{
    $gone = [];
    while ($clients !== []) {
        $ready = $clients;
        $none = [];
        stream_select($ready, $none, $none, 0, 50_000);
        if ($ready === []) {
            break;
        }
        foreach ($ready as $i => $client) {
            if (fgets($client) !== "hello $i\n") {
                throw new Exception("client $i was not served");
            }
            $gone[] = $client;
            unset($clients[$i]);
        }
    }
    return count($gone);
}

function serve(array &$clients): int
{
    return wait_for(function () use (&$clients) {
        return served($clients);
    });
}

$first = serve($clients);
echo $first < 40 ? "some are served\n" : "$first are served\n";
for ($all = $first; $all < 60; $all += serve($clients));
echo "$all are served in the end\n";
echo ask($server, 'hello'), "\n";
echo $server->workers() === [$pid] ? "by the same worker\n" : "the worker died\n";
echo $server->stop();
?>
--EXPECT--
some are served
60 are served in the end
hello
by the same worker
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] warning: a worker may open only 40 files, and every connection is one (raise the limit: ulimit -n, LimitNOFILE=)
[worker 0] warning: cannot accept connections for the moment: Too many open files; they wait, next try in 100 ms (raise the open files limit: ulimit -n, LimitNOFILE=)
[master] notice: stopping
[master] notice: stopped
