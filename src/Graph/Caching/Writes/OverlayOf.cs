namespace Graph.Caching.Writes;

internal sealed class Overlay<T>(OverlayKey key, OverlayBasis basis, Func<T, T> change) : Overlay(key, basis) where T : class
{
    private int _defects;

    /// <summary>The value with the change.</summary>
    /// <param name="value">Whatever the newest state is.</param>
    /// <param name="onDefect">Called the first time that the change throws; the value stays as it was then.</param>
    public T Lay(T value, Action<Exception> onDefect)
    {
        try
        {
            return change(value);
        }
#pragma warning disable CA1031 // The boundary of a domain's code: its defect must not fail the reads of what is there.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            if (Interlocked.Increment(ref _defects) == 1)
            {
                onDefect(defect);
            }

            return value;
        }
    }
}
