--TEST--
A class may extend Worker and redeclare its properties
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    class My extends Worker
    {
        public $workerNum = 1;
        public $onMessage = 'handler';
        public $onConnect = [self::class, 'welcome'];

        static function welcome($conn)
        {
            fwrite($conn, "welcome\n");
        }
    }

    function handler($conn, $message)
    {
        fwrite($conn, "handled $message");
    }

    $worker = new My('tcp://127.0.0.1:0');
    echo get_parent_class($worker), "\n";
    $worker->start();
    PHP);
echo raw($server->address, "this\n", 21);
echo $server->stdout();
$server->stop();
?>
--EXPECT--
welcome
handled this
Crew\Worker
