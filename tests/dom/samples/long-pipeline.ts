import type { Pipeline } from '../../../lib/model/pipeline.ts';

/** Creates a pipeline with so many statuses: "Stage 1" and so on with ids such as "stat_1", then Won and Lost. */
export function longPipeline(count: number): Pipeline {
  const statuses = Array.from({ length: count }, (_none, index) => {
    const [id, remaining] = [`stat_${index + 1}`, count - index];
    if (remaining === 2) return { id, label: 'Won', type: 'won' as const };
    if (remaining === 1) return { id, label: 'Lost', type: 'lost' as const };
    return { id, label: `Stage ${index + 1}`, type: 'active' as const };
  });
  return { id: 'pipe_long', name: 'Long', statuses };
}

/** Returns a label with this beginning, longer than the editor is wide. */
export function longLabel(beginning: string, direction: string): string {
  const words =
    direction === 'rtl'
      ? 'في انتظار موافقة قسم المشتريات على العرض المعدل بعد اجتماع الفريق'
      : 'Waiting for the purchasing department to approve the revised offer';
  return `${beginning} ${words}`;
}
