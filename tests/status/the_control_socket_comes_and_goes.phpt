--TEST--
The control socket is for its user alone, replaces what was left behind, and goes with the server
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/status.inc';

$code = <<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) { $conn->send($message); };
    $worker->start();
    PHP;
$server = crew_start($code);
$path = control_path($server);
printf("%s %o\n", filetype($path), fileperms($path) & 0777);
echo count(glob("$server->folder/*.sock*")), " of them\n";
echo control($server, 'bogus'), control($server, str_repeat('x', 300));
$server->stop();
clearstatcache();
echo file_exists($path) ? "still there\n" : "gone\n";

$server = crew_start($code);
$server->signal(SIGKILL);
wait_for(fn () => !$server->is_running() && !$server->processes());
echo @stream_socket_client('unix://' . control_path($server)) === false ? "nobody there\n" : "somebody there\n";
$again = proc_open(php_command(['crew.runtime_dir' => $server->folder]) . ' ' . escapeshellarg($server->script),
    [2 => ['file', "$server->folder/again", 'w']], $pipes);
echo wait_for(fn () => @stream_socket_client('unix://' . control_path($server))) ? "replaced\n" : '';
echo status($server)['pid'] === proc_get_status($again)['pid'] ? "by the new one\n" : "by another\n";
proc_terminate($again, SIGTERM);
proc_close($again);
?>
--EXPECT--
socket 600
1 of them
{"error":"the questions are status and connections"}
{"error":"the question is too long"}
gone
nobody there
replaced
by the new one
