--TEST--
start() works once for each Worker, one running at a time; after the stop another Worker can be started
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    function try_to_start(Crew\Worker $worker): void
    {
        try {
            $worker->start();
            echo "start() has returned\n";
        } catch (Crew\Exception $e) {
            echo get_class($e), ': ', $e->getMessage(), "\n";
        }
    }
    $first = new Crew\Worker('text://127.0.0.1:0');
    $second = new Crew\Worker('text://127.0.0.1:0');
    foreach ([$first, $second] as $worker) {
        $worker->workerNum = 1;
        $worker->onMessage = function ($conn, $message) {
            global $first, $second;
            ob_start();
            try_to_start($first);
            try_to_start($second);
            $conn->send($message . "\n" . trim(ob_get_clean()));
        };
    }
    try_to_start($first);
    try_to_start($first);
    try_to_start($second);
    echo "the end\n";
    PHP);
fwrite($client = $server->connect(), "first\n");
echo fgets($client), fgets($client), fgets($client);
fclose($client);
$server->signal(SIGTERM);

wait_for(fn () => preg_match_all('/\((\d+\S+)\) with/', $server->stderr(), $found) === 2 && $server->address = $found[1][1]);
fwrite($client = $server->connect(), "second\n");
echo fgets($client), fgets($client), fgets($client);
fclose($client);
$server->signal(SIGTERM);
$server->wait();
echo $server->stdout();
echo preg_replace('/\(\S+\)/', '(ADDRESS)', $server->log());
?>
--EXPECT--
first
Crew\Exception: start() was called on this worker already
Crew\Exception: start() was called while another worker is running in this process
second
Crew\Exception: start() was called on this worker already
Crew\Exception: start() was called on this worker already
start() has returned
Crew\Exception: start() was called on this worker already
start() has returned
the end
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping
[master] notice: stopped
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping
[master] notice: stopped
