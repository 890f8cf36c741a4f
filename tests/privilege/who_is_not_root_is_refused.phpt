--TEST--
Who is not root cannot run workers as another, and is told so before anything listens; naming oneself is fine
--EXTENSIONS--
crew
posix
--SKIPIF--
<?php require __DIR__ . '/../support/skip_unless_root.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$server = new Server(<<<'PHP'
    posix_setgid(posix_getpwnam('nobody')['gid']);
    posix_setuid(posix_getpwnam('nobody')['uid']);
    foreach (['user', 'group'] as $what) {
        $worker = new Crew\Worker('text://127.0.0.1:0');
        $worker->$what = 'root';
        try {
            $worker->start();
        } catch (Crew\Exception $e) {
            echo preg_replace('/uid \d+/', 'uid N', $e->getMessage()), "\n";
        }
    }
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->user = 'nobody';
    $worker->onMessage = function ($conn, $message) { $conn->send("served by $message"); };
    $worker->start();
    PHP, ['crew.runtime_dir' => '']); // the user's own
$server->wait_until_it_listens();
echo ask($server, 'nobody'), "\n";
$server->stop();
echo $server->stdout();
?>
--EXPECT--
served by nobody
cannot run workers as user "root": only root can change users and groups (this process has uid N)
cannot run workers as group "root": only root can change users and groups (this process has uid N)
