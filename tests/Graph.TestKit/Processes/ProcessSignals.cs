using System.Runtime.InteropServices;

namespace Graph.TestKit.Processes;

/// <summary>Makes processes of the tests' own hang, and go on.</summary>
internal static class ProcessSignals
{
    // As Linux numbers them.
    private const int Continue = 18;
    private const int Stop = 19;

    /// <summary>Returns when it hangs. The signal alone is only on its way, and on a busy machine a process answers more in the meantime.</summary>
    public static void Suspend(int process)
    {
        Send(process, Stop);
        if (!SpinWait.SpinUntil(() => IsStopped(process), Patience.Limit))
        {
            throw new TimeoutException($"Process {process} does not stop.");
        }
    }

    public static void Resume(int process) => Send(process, Continue);

    private static void Send(int process, int signal)
    {
        if (kill(process, signal) != 0)
        {
            throw new InvalidOperationException($"Signal {signal} could not be sent: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    private static bool IsStopped(int process) => Directory.GetDirectories($"/proc/{process}/task").All(thread => StateOf(thread) == 'T');

    // Behind the name, which is in parentheses and may have some of its own (proc(5)).
    private static char StateOf(string thread)
    {
        try
        {
            var line = File.ReadAllText(Path.Combine(thread, "stat"));
            return line[line.LastIndexOf(')') + 2];
        }
        catch (IOException)
        {
            return 'T'; // it has ended since the folder was read
        }
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int signal);
}
