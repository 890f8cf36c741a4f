--TEST--
A worker whose callbacks refer to it is freed by gc_collect_cycles()
--EXTENSIONS--
crew
--FILE--
<?php
class Watched extends Worker
{
    public function __destruct()
    {
        echo "freed\n";
    }
}

$worker = new Watched('tcp://127.0.0.1:0');
$worker->onMessage = function () use ($worker) {};
$worker->onClose = [$worker, '__destruct'];
$worker = null;
echo "collecting\n";
gc_collect_cycles();
echo "end\n";
?>
--EXPECT--
collecting
freed
end
